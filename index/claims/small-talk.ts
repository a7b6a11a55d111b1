import { stem } from '../retrieval/tokens.js';

const words = (text: string): ReadonlySet<string> =>
  new Set(text.split(/\s+/u).flatMap((word) => (word === '' ? [] : [word, stem(word)])));

/** Words that carry no statement of their own, in whatever sentence. */
const FUNCTION = words(`
it'd they'd he'd she'd there'd i'd we'd i'll we'll they'll it'll i've we've they've i'm we're they're that's there's
a an the this that these those of in on at by for from to into onto with within about among between during before after
as than then post incl including and or but nor so if while when where whereas because since although though however also too both each per via
is are was were be been being am has have had having do does did done will would it its it's they them their he she his her
him i we you our your my us me there here which who whom whose what such same other another one ones some any all more most
up out off over under again further own very just only even still yet not no nor never without against vs versus using used
use upon around about across through throughout approximately ca roughly almost nearly ie eg e.g i.e etc al et respectively namely
patient patients pt pts people person persons subject subjects case cases child's group groups arm arms cohort
`);

/** What colleagues write around a claim. */
const TALK = words(`
already meanwhile presently remain remains remained barely exact bit lumped anywhere esp especially particularly notably mainly namely
want wants wanted typical typically wish wishes
hi hello hey dear guys folks team all morning afternoon evening thanks thank thx cheers please pls btw fyi imo imho afaik iirc
lol haha ok okay well so anyway actually basically honestly really quite pretty rather clearly obviously apparently
supposedly allegedly reportedly remember recall believe believes think thinks thought guess sure argues argued writes wrote states stated
yesterday today tomorrow
monday tuesday wednesday thursday friday saturday sunday last week meeting board rounds journal club slide slides talk lecture
saw seen read heard says said say saying told tells mentioned mention noted note notes noting shows showed shown show showing
report reports reported reporting found finds find according per paper papers article study studies data dataset trial
author authors published publication abstract results result text page table figure figures numbers number rate rates
percentage proportion probability estimate estimated value came come comes reached reach reaching achieved achieve achieving
attained attain obtained obtain got get gets getting gave give gives given received receive receiving treated took take
observed observe seen documented recorded measured had having went go were followed experienced among overall namely point
time timepoint
look looks looking check checking checked see quote quoting quoted cited cite citing summary summarize summarised
quick quickly reminder remind update just also still attached below above here following fwiw tbh altogether somewhere somehow far much exactly precisely actual fully eventually ultimately finally discussion introduction gr occur occurs rounded carried carries carry carrying harbor harbors harbored harboring occurred occured happened happens
`);

/** Praise and blame: beside a figure they change nothing, in words they are the claim. */
const PRAISE = words(`
wow nice great cool amazing impressive impressively striking strikingly interesting interestingly notable notably remarkable
remarkably good bad excellent poor dismal disappointing encouraging decent solid whopping mere meager modest only clear simple mostly mainly chiefly
lousy awful dire grim terrible horrible dreadful bleak abysmal sobering miserable mediocre respectable fantastic superb outstanding
underwhelming unimpressive tiny huge meh brilliant
`);

export const isPraise = (word: string): boolean => PRAISE.has(word);
export const isFunctionWord = (word: string): boolean => FUNCTION.has(word);
export const isSmallTalk = (word: string): boolean => TALK.has(word);

/** Whether a stem carries something of what a sentence tells. */
export const isTold = (own: string): boolean => own.length > 2 && !isFunctionWord(own);
