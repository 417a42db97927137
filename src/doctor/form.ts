import type { Form } from '../contracts/form.js';
import type { Finding } from './report.js';
import { finding } from './words.js';

/** What a form that has the right shape still lacks. */
export function formFaults(form: Form): Finding[] {
  const found: Finding[] = [];
  if (!form.submitUrl) found.push(finding('no-way-to-send'));
  const missing = (['purpose', 'retention', 'privacyUrl'] as const).filter((name) => !form[name]);
  if (missing.length) found.push(finding('no-privacy', { missing: missing.join(', ') }));
  const names = form.fields.map(({ name }) => name);
  for (const [i, { name, type, label, options, showIf }] of form.fields.entries()) {
    const path = `fields[${i}]`;
    if (names.indexOf(name) !== i) found.push(finding('same-name', { path: `${path}.name`, found: name }));
    if (['select', 'radio', 'checkboxes'].includes(type) && !options?.length)
      found.push(finding('no-choice', { path: `${path}.options`, label: label || name }));
    if (showIf && !names.includes(showIf.name))
      found.push(finding('show-if', { path: `${path}.showIf`, found: showIf.name }));
  }
  return found;
}
