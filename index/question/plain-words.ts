import { singular, stem } from '../retrieval/tokens.js';

/**
 * Words that frame a question without naming a thing that evidence could have or lack. Every other word of a question
 * must be found in a finding before that finding answers it, so a word belongs here only if leaving it out cannot turn
 * the question into another one.
 */
const FRAMING = `
a an the this that these those such same other another others else each every any some either neither both many much
more most few fewer less least several enough various certain
i me my we us our you your he she it its they them their his her him who whom whose which what when where why how
whichever whatever whether
am is are was were be been being do does did done doing have has had having can could may might shall should will would must
isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't i'm it's what's
who's where's how's that's there's let's i'd i'll i've we're they're
and or but nor so if then than as because since while although though however therefore thus also too yet still just
only even ever never not no yes ok okay
of in on at by for from to into onto with within without about against among amongst between during before after above
below over under through throughout across along around near up down out off again further per via versus vs than until
upon toward towards regarding concerning according like unlike despite instead together apart besides plus minus following
here there now today currently ever always often usually generally typically mostly mainly overall actually really
exactly precisely roughly approximately approx about around almost nearly quite rather very well specifically particularly
especially respectively directly clearly simply please kindly thanks thank hello hi hey dear sorry
ask asked asking answer answers answered tell tells told telling say says said saying state states stated stating show
shows showed shown showing give gives gave given giving get gets got gotten getting go goes went gone make makes made
making take takes took taken taking use uses used using want wants wanted need needs needed know knows knew known
knowing think thinks thought find finds found finding findings look looks looked looking see sees saw seen seeing
read reads reading mention mentions mentioned mentioning report reports reported reporting describe describes described
describing explain explains explained discuss discusses discussed list lists listed listing name names named call calls
called cite cites cited citing quote quotes quoted note notes noted provide provides provided present presents presented
presenting summarize summarise summarized recap remind check checked verify confirm confirmed claim claims claimed
observe observes observed note include includes contain hold holds held exist exists happen happens happened happening
occur occurs occurred come comes came coming end ended start started starts begin began begins turn turned bring put set keep
kept let help helps helped work works worked working try tried seem seems seemed appear appears appeared appearing
become became     leave left do fare fared faring perform performed act acts matter matters
compare compares compared comparing comparison comparisons differ differs differed difference differences different
differently similar similarly similarity distinguish vary varied change changes changed raise raised lower lowered
increase increases increased increasing decrease decreases decreased reduce reduces reduced reducing improve improves
improved improving improvement improvements better best worse worst good bad great high higher highest low lowest
large larger largest small smaller smallest big bigger long longer longest short shorter shortest early earlier late later
latest first last next previous previously prior recent recently new newer old main major minor key important
significant significantly significance statistically meaningful real true false right wrong correct correctly accurate
effect effects effective effectively effectiveness efficacy benefit benefits benefited impact influence role affect affects
affected associated association associate related relation linked link correlate correlation lead leads led cause due
result results resulted outcome outcomes figure figures number numbers value values data datum information info fact facts
detail details evidence finding findings estimate estimates estimated measure measures measured measurement count counts
rate rates percentage percentages percent proportion proportions fraction share ratio total totals sum amount amounts
level levels degree size
patient patients pts pt people person persons individual individuals subject subjects case cases participant
participants folk folks man population populations cohort group groups grouped arm arms subgroup subset
category categories side sides part parts piece half
study studies studied trial trials paper papers article articles text texts document documents source sources publication
report research work experiment page pages website site section sentence paragraph passage table literature
author authors investigator investigators researcher researchers team teams doctor doctors physician physicians clinician
clinicians expert experts
drug drugs medicine medicines medication medications agent agents compound treatment treatments treat treats treated
treating therapy therapies therapeutic therapeutically regimen regimens option options approach approaches strategy
strategies intervention administered administer administration receive receives received receiving recipient recipients
prescribed combine combined combining combination combinations add adds added adding addition additional alone together
single monotherapy given exposed exposure
question questions topic subject thing things way ways kind kinds type types sort sorts form forms example examples
reason reasons     case point points term terms aspect aspects side issue issues problem problems
context setting settings situation scenario condition conditions status idea sense interest interested interesting
time times timepoint timepoints year years yr yrs y month months mo week weeks wk day days date hour hours minute moment
once twice thrice
yes no true whether able unable possible possibly potentially likely unlikely probably perhaps maybe
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
disease diseases illness clinical clinically medical evidence-based therapeutic
reach reached reaching achieve achieves achieved achieving attain attained gain gained yield yielded produce produced
obtain obtained experience experienced experiencing undergo underwent undergoing suffer suffered develop developed
developing show exhibit exhibited demonstrate demonstrates demonstrated demonstrating suggest suggested indicate indicated
indicates reveal revealed expect expected consider considered regard regarded believe believed belong belongs apply applied
allow allowed involve involved involving require required concern depend depends
specify specified quantify quantified calculate calculated compute computed derive derived determine determined establish
evaluate evaluated evaluating assess assessed assessing analyze analyzed analyse analysed analysis analyses examine
examined investigate investigated test tested
ci hr p n vs e.g eg i.e ie etc et al
held hold available currently known unknown
everyone everybody anyone anybody someone somebody nobody none nothing something anything everything
much whole entire entirely full fully complete completely any all
still versus instead across overall
favor superior inferior advantage disadvantage
within throughout respective corresponding specific particular given
main mainly primary primarily secondary
really actually honestly basically
non abstract relative relatively distribution fall fell falls boost boosts boosted stand stands meant definite isolated isolate chance
proceed proceeded proceeds far early usual usually
`;

const STEMS: ReadonlySet<string> = new Set(
  FRAMING.split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => [word, stem(word), stem(singular(word))]),
);

/** Whether a normalized word only frames a question. */
export const isPlain = (word: string): boolean => STEMS.has(word) || STEMS.has(stem(word));
