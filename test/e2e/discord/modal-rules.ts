import { COMPONENT, checkOptions, isSelect, show, within } from './component-rules.js';
import { type Dict, dict, given, list } from './json.js';
import { LIMITS } from './limits.js';
import { Breaches } from './violations.js';

/** Checks the data of a modal response. */
export function checkModal(data: Dict): Breaches {
  const breaches = new Breaches();
  if (!within(data.title, 1, LIMITS.modalTitle)) {
    breaches.refuse('modal-title', 'data.title', `a modal title has 1 to 45 characters: ${show(data.title)}`);
  }
  if (!within(data.custom_id, 1, LIMITS.customId)) {
    breaches.refuse('custom-id', 'data.custom_id', `a custom_id has 1 to 100 characters: ${show(data.custom_id)}`);
  }
  const components = list(data.components);
  if (components.length < 1 || components.length > LIMITS.modalComponents) {
    const sentence = `a modal has 1 to 5 components, this one ${components.length}`;
    breaches.refuse('modal-components', 'data.components', sentence);
  }
  const seen = new Set<unknown>();
  components.forEach((component, index) => {
    checkTopLevel(dict(component), `data.components[${index}]`, seen, breaches);
  });
  return breaches;
}

function checkTopLevel(component: Dict, path: string, seen: Set<unknown>, breaches: Breaches): void {
  switch (component.type) {
    case COMPONENT.textDisplay:
      if (!within(component.content, 1, LIMITS.textDisplayTotal)) {
        breaches.refuse('text-empty', `${path}.content`, 'a text display has 1 to 4000 characters');
      }
      return;
    case COMPONENT.label:
      if (!within(component.label, 1, LIMITS.modalLabel)) {
        breaches.refuse('modal-label', `${path}.label`, `a label has 1 to 45 characters: ${show(component.label)}`);
      }
      if (given(component.description) && !within(component.description, 1, LIMITS.modalDescription)) {
        breaches.refuse('modal-label', `${path}.description`, 'the description of a label has 1 to 100 characters');
      }
      checkField(dict(component.component), `${path}.component`, true, seen, breaches);
      return;
    case COMPONENT.actionRow: {
      const children = list(component.components);
      if (children.length !== 1 || dict(children[0]).type !== COMPONENT.textInput) {
        breaches.refuse('modal-row', path, 'an action row of a modal holds exactly one text input');
        return;
      }
      checkField(dict(children[0]), `${path}.components[0]`, false, seen, breaches);
      return;
    }
    default:
      breaches.refuse('component-placement', path, `component type ${show(component.type)} is not allowed in a modal`);
  }
}

function checkField(field: Dict, path: string, labeled: boolean, seen: Set<unknown>, breaches: Breaches): void {
  if (!within(field.custom_id, 1, LIMITS.customId)) {
    breaches.refuse('custom-id', `${path}.custom_id`, `a custom_id has 1 to 100 characters: ${show(field.custom_id)}`);
  }
  if (seen.has(field.custom_id)) {
    breaches.refuse('custom-id-unique', `${path}.custom_id`, `custom_id ${show(field.custom_id)} occurs twice`);
  }
  seen.add(field.custom_id);
  if (field.type === COMPONENT.stringSelect) {
    const options = list(field.options);
    if (options.length < 1 || options.length > LIMITS.selectOptions) {
      breaches.refuse('select-options', `${path}.options`, `a select has 1 to 25 options, this one ${options.length}`);
    }
    checkOptions(options, `${path}.options`, breaches);
  } else if (field.type === COMPONENT.textInput) {
    checkTextInput(field, path, labeled, breaches);
  } else if (!isSelect(field.type) && !(typeof field.type === 'number' && field.type >= 19 && field.type <= 23)) {
    breaches.refuse('component-placement', path, `component type ${show(field.type)} is not allowed in a modal`);
  }
}

function checkTextInput(input: Dict, path: string, labeled: boolean, breaches: Breaches): void {
  if (input.style !== 1 && input.style !== 2) {
    breaches.refuse('text-input', `${path}.style`, 'the style of a text input is 1 or 2');
  }
  if (labeled && given(input.label)) {
    breaches.refuse('modal-label', `${path}.label`, 'a text input inside a label has no label of its own');
  }
  if (!labeled && !within(input.label, 1, LIMITS.modalLabel)) {
    const sentence = `the label of a text input has 1 to 45 characters: ${show(input.label)}`;
    breaches.refuse('modal-label', `${path}.label`, sentence);
  }
  if (given(input.placeholder) && !within(input.placeholder, 0, LIMITS.textInputPlaceholder)) {
    breaches.refuse('text-input', `${path}.placeholder`, 'a placeholder of a text input has at most 100 characters');
  }
  if (given(input.value) && !within(input.value, 0, LIMITS.textInput)) {
    breaches.refuse('text-input', `${path}.value`, 'the value of a text input has at most 4000 characters');
  }
  const { min_length: fewest, max_length: most } = input;
  const badFewest = given(fewest) && !(typeof fewest === 'number' && fewest >= 0 && fewest <= LIMITS.textInput);
  const badMost = given(most) && !(typeof most === 'number' && most >= 1 && most <= LIMITS.textInput);
  const crossed = typeof fewest === 'number' && typeof most === 'number' && fewest > most;
  if (badFewest || badMost || crossed) {
    breaches.refuse('text-input', path, `lengths ${show(fewest)} to ${show(most)} are not within 0 to 4000`);
  }
}
