/** A unit in one spelling. */
export function unitOf(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/m²|m\^2/gu, 'm2')
    .replace(/\b(?:bid|bd|b\.i\.d\.|2x\/d|two times (?:daily|a day)|twice (?:a|per) day|2x daily)\b/gu, 'twice daily')
    .replace(
      /\b(?:pts?|children|kids|participants?|people|persons?|adults|individuals|subjects|cases|recipients|men|women|patient)\b/gu,
      'patients',
    )
    .replace(/\b(?:centers|centres|sites|center|hospital)\b/gu, 'hospitals')
    .replace(/\b(?:yrs?|years)\b/gu, 'year')
    .replace(/\b(?:mths?|mos?|months)\b/gu, 'month')
    .replace(/\b(?:wks?|weeks)\b/gu, 'week')
    .replace(/\bdays\b/gu, 'day')
    .replace(/\bdeaths\b/gu, 'death')
    .replace(/\binfusions?\b/gu, 'doses')
    .replace(/\bcycles\b/gu, 'cycle')
    .replace(/\b(?:mu|miu)\b/gu, 'million units')
    .replace(/\s*(?:\/|\bper\b|\ba\b(?=\s+(?:day|week|cycle))|\beach\b)\s*/gu, '/')
    .replace(/\b(?<=mg\s)daily\b/gu, '/day')
    .replace(/\s*\/\s*d\b/gu, '/day')
    .replace(/\s+/gu, ' ')
    .replace(/\s*\/\s*/gu, '/')
    .trim();
}

export const isTimeUnit = (unit: string): boolean => ['year', 'month', 'week', 'day'].includes(unit);
