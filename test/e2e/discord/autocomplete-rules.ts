import { show, within } from './component-rules.js';
import { type Dict, dict, isText, list } from './json.js';
import { LIMITS } from './limits.js';
import { Breaches } from './violations.js';

const STRING_OPTION = 3;

/** Checks the choices offered for a focused option of the given type. */
export function checkChoices(data: Dict, optionType: number): Breaches {
  const breaches = new Breaches();
  const choices = list(data.choices);
  if (!Array.isArray(data.choices)) {
    breaches.refuse('choices', 'data.choices', 'an autocomplete answer carries a list of choices');
  }
  if (choices.length > LIMITS.choices) {
    breaches.refuse('choices', 'data.choices', `${choices.length} choices, the limit is 25`);
  }
  choices.forEach((value, index) => {
    const choice = dict(value);
    const path = `data.choices[${index}]`;
    if (!within(choice.name, 1, LIMITS.choiceText)) {
      breaches.refuse('choice', `${path}.name`, `a choice name has 1 to 100 characters: ${show(choice.name)}`);
    }
    if (optionType === STRING_OPTION && !within(choice.value, 1, LIMITS.choiceText)) {
      breaches.refuse('choice', `${path}.value`, `a choice value has 1 to 100 characters: ${show(choice.value)}`);
    }
    if (optionType !== STRING_OPTION && isText(choice.value)) {
      breaches.refuse('choice', `${path}.value`, `a number is asked for, not ${show(choice.value)}`);
    }
  });
  return breaches;
}
