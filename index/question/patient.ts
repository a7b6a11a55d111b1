/** Signs that a text is about one patient of the person who types, not about published evidence. */
const SIGNS: readonly RegExp[] = [
  /\b(?:my|our|this|a|the|his|her)\s+(?:new\s+)?\d{1,3}[\s-]*(?:year|yr|month|week|day)s?[\s-]*old\b/iu,
  // "60-75 yo" and "over 60 yo" are many.
  /(?<!(?:[-–—<>≥≤]|\b(?:to|over|under|above|below|than|least|between\s+\d+\s+and))\s*)\b\d{1,3}\s*(?:yo|y\/o|y\.o\.?)\b(?!\s*(?:[-–—]|to\s+\d|(?:and|or)\s+(?:older|over|above|up|younger|below)))/iu,
  /\b\d{1,3}[\s-]*(?:year|yr)s?[\s-]*old\s+(?:man|woman|male|female|boy|girl|patient|pt|child|lady|gentleman|with)\b/iu,
  /\b\d{1,3}\s*[mf]\b(?=[\s,]+(?:with|w\/|day|d\+|aml|all|relapsed|s\/p|post))/iu,
  /\b(?:my|our)\s+(?:\w+\s+){0,3}(?:patient|pt|mother|father|mom|mum|dad|son|daughter|wife|husband|child|kid|sister|brother|uncle|aunt|friend|relative|grandmother|grandfather)\b/iu,
  /\b(?:i|we)\s+have\s+a\s+(?:\w+\s+){0,3}(?:patient|pt|man|woman|boy|girl|child|gentleman|lady)\b/iu,
  /\b(?:should|can|could|shall|may|must|do)\s+(?:i|we|he|she)\s+(?:\w+\s+){0,2}(?:give|add|start|stop|take|switch|use|prescribe|hold|continue|increase|reduce|dose|treat|transplant|offer|combine|try|get)\b/iu,
  /\b(?:how\s+much|what\s+dose|which\s+dose|how\s+many\s+(?:mg|tablets|pills))\b[^?]*\b(?:should|can|do|could|shall|would|must)\s+(?:i|we|he|she|you)\b/iu,
  /\b(?:give|dose|prescribe|for)\b[^?]*\b\d{2,3}\s*kg\b/iu,
  /\b\d{2,3}\s*-?\s*kg\s+(?:man|woman|patient|pt|child|boy|girl|adult|male|female)\b/iu,
  /\b(?:mrn|dob|date of birth|medical record)\b/iu,
  /\b(?:patient|pt)\s+(?:[A-Z]\.?\s?){2}(?=[\s,.]|$)/u,
  /\b(?:room|bed|ward)\s+\d+\b/iu,
  /\b(?:he|she)\s+(?:is|was|has|had|relapsed|received)\b/iu,
  /\bi(?:\s+am|'m)\s+(?:on|taking|getting|receiving)\b/iu,
  /\bi\s+(?:was|am|have been|got)\s+(?:just\s+)?(?:diagnosed|treated|told)\b|\bi\s+have\s+(?:relapsed\s+|refractory\s+)?(?:aml|all|leuk|acute)/iu,
  /\b(?:now\s+)?(?:on\s+)?day\s*\+\s*\d+\b(?=[^?]*\b(?:add|give|start|should|switch|stop|consider)\b)/iu,
];

/** Whether a text asks about one patient: such a text is neither answered nor repeated. */
export const looksLikePatient = (text: string): boolean => SIGNS.some((sign) => sign.test(text));
