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
prescribed combine combined combining combination combinations add adds added adding addition additional  together
single  given exposed exposure
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
accept accepted acceptable accepts adequate advance agree agreed agrees aimed allow allows already alternative
alternatives although analog anyway appropriate argue argued arise arises arose attempt attempted attempts attractive aware
base basis became begin belong bring brings brought build built carry carried carries choose chosen choice choices
circumstance circumstances colleague colleagues combine common commonly compelling concluded connect connected consider consist convince
convincing cover covers covered crucial current deal deals decide decided decides decision decisions deliver delivered
derive deserve designed desirable detect detected diagnose diagnosed direct directly discover discovered distinct document
documented draw drawn easy effort emerge emerging emphasize enable enables encouraging endorse endorsed enjoy ensure
entirely entry equal equally equivalent essential essentially eventually everything exact except expectation experience
explore explored extend extended extent face faced factor factors fail familiar feasible feature features feel felt fit fits
focus focused follow followed follows force forced forward found frequent frequently fundamental further generally genuine
genuinely globally grow growing guide guided happen hard hardly head hear heard hint hints hope hopes hoped hopeful huge
ideal ideally identify identified illustrate imagine immediate immediately imply implies implied importance impressive
inform informed initial initially insight insights instead intend intended interpret interpreted introduce introduced join
judge judged justify justified largely lay lays lie lies limited live lives living locate located logical looked lots love
mainly manage managed match matched mention merely model models moreover move moved moves nature naturally necessarily
necessary newly normal normally notable notably noteworthy obvious obviously occasion offer offered offers ongoing open
opened opinion opinions opposed order ordinary originally otherwise outside overview own owing pace pair partly pass passed
perceive perspective picture pick picked place placed plan planned plans play plays played pleased plenty pointed points
popular position possible potential potentially practical practically practice precise predominantly prepare pretty previously principal
principle probable progress promise promising proof proper properly propose proposed prove proved proven proves pursue
put question questioned quick quickly rapid rapidly rare rarely rather reach react reality realize really reasonable
reasonably recall receive recognized recorded refer referred refers reflect reflected regular regularly reject rely
remaining remember replace replaced represent represented represents request require resolve respectable responsible rest
revealed roughly round rule run running runs same saw scale seek seeks seem select selected send separate separately
serious seriously serve served serves severe share shared shift side simple simultaneously single slight slightly slow
slowly solely solution solve sought sound speak specifically spend spoke stage stages stand standing step steps still
strength strengths stress stressed strong strongly substantial substantially succeed success successful successfully sufficient
suffice sum supply support supported supports suppose surprising surprisingly sustain sustained switch talk talks talked tend
tends theory think though tie together told took top tough toward track transfer treat trend trends trigger triggered truly
trust turn turns typical uncertain unclear uncommon underline underlying understand understood unique universal unless
unusual update updated usual valid valuable viable view viewed views visible vital wait watch weak went widely wide willing
introduction discussion section sections classified classify malignancy malignancies presence present backed backing mediate mediated mediating activity disclose disclosed cumulative enrolled enroll enrolls pls plz till intro increasingly tied predominate predominates predominantly irrespective regardless cutoff cutoffs threshold thresholds win wish publish published mean means meaning wonder wondering world worth worthwhile write yield
beneficial tick ticks ticking themselves himself herself itself ourselves myself yourself themself admit admits admitted admitting crop crops cropped cropping bucket buckets tally tallies job jobs catch catches caught sign signs signed middle fresh harder easier tougher quicker faster slower sometimes occasionally declare declared induce induces induced inducing technique techniques oncologist oncologists hematologist hematologists characterize characterized
conduct conducted alongside soon address addresses addressed shorten shortened speed written specialist specialists drive drives driving satisfactory usage utility
post behind pit pits pitted pitting utilize utilized employ employed evolve evolves tackle deem deemed stance statement statements comment comments commented ready extra novel modern upcoming average averaged typical won commonest spell spelled altogether coworker coworkers prof professor inhibitor inhibitors
`;

const STEMS: ReadonlySet<string> = new Set(
  FRAMING.split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => [word, stem(word), stem(singular(word))]),
);

/** "Who'd", "they'll": a framing word and a verb in one. */
const CONTRACTED = /^(\p{L}+)'(?:d|ll|ve|re|s)$/u;

/** Whether a normalized word only frames a question. */
export const isPlain = (word: string): boolean =>
  STEMS.has(word) || STEMS.has(stem(word)) || STEMS.has(CONTRACTED.exec(word)?.[1] ?? '');
