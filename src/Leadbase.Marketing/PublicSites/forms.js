// Shows and hides the parts of forms by what is filled in. The server judges what is sent by the same rules (FormVisibility).
(() => {
  'use strict';

  const upper = text => text.toUpperCase();
  const any = (text, values, test) => values.some(value => test(upper(text), upper(value)));
  const number = text => (/^\s*[-+]?(\d[\d,]*)?(\.\d+)?\s*$/.test(text) && /\d/.test(text) ? Number(text.replace(/,/g, '')) : NaN);

  // Of numbers and moments, what is none is in no order to anything.
  const order = (text, value) => {
    if (value === undefined) return NaN;
    const [left, right] = [number(text), number(value)];
    return Number.isNaN(left) || Number.isNaN(right) ? Date.parse(text) - Date.parse(value) : left - right;
  };

  const is = (a, b) => a === b;
  const starts = (a, b) => a.startsWith(b);
  const ends = (a, b) => a.endsWith(b);
  const has = (a, b) => a.includes(b);
  const tests = {
    isEmpty: text => text === '',
    isNotEmpty: text => text !== '',
    is: (text, values) => any(text, values, is),
    isNot: (text, values) => !any(text, values, is),
    startsWith: (text, values) => any(text, values, starts),
    notStartsWith: (text, values) => !any(text, values, starts),
    endsWith: (text, values) => any(text, values, ends),
    notEndsWith: (text, values) => !any(text, values, ends),
    contains: (text, values) => any(text, values, has),
    notContains: (text, values) => !any(text, values, has),
    greaterThan: (text, values) => order(text, values[0]) > 0,
    lessThan: (text, values) => order(text, values[0]) < 0,
    atLeast: (text, values) => order(text, values[0]) >= 0,
    atMost: (text, values) => order(text, values[0]) <= 0,
    between: (text, values) => order(text, values[0]) >= 0 && order(text, values[1]) <= 0,
    notBetween: (text, values) => order(text, values[0]) < 0 || order(text, values[1]) > 0,
  };
  Object.assign(tests, { after: tests.greaterThan, before: tests.lessThan, onOrAfter: tests.atLeast, onOrBefore: tests.atMost });

  // What would be sent of a field: nothing while it is hidden.
  const valueOf = (form, name) => [...form.elements]
    .filter(input => upper(input.name || '') === upper(name) && !input.matches(':disabled'))
    .flatMap(input => {
      if (input.type === 'checkbox' || input.type === 'radio') return input.checked ? [input.value] : [];
      return input.multiple ? [...input.selectedOptions].map(option => option.value) : [input.value];
    })
    .join(';');

  const choose = (select, choices) => {
    const chosen = select.value;
    select.replaceChildren(...choices.map(([label, value]) => new Option(label, value)));
    if (choices.some(([, value]) => value === chosen)) select.value = chosen;
  };

  const enable = (part, seen) => {
    part.style.display = seen ? '' : 'none';
    if ('disabled' in part) part.disabled = !seen;
    else part.querySelectorAll('input, select, textarea').forEach(input => { input.disabled = !seen; });
  };

  const prepare = part => {
    const name = part.querySelector(part.tagName === 'FIELDSET' ? 'legend' : 'label');
    const select = part.tagName === 'FIELDSET' ? null : part.querySelector('select');
    const choices = select && [...select.options].map(option => [option.label, option.value]);
    return { part, name, label: name?.textContent, select, choices, offered: choices, ...JSON.parse(part.dataset.visibility) };
  };

  const apply = (form, item) => {
    const met = item.rules.find(rule => tests[rule.operator]?.(valueOf(form, rule.field), rule.values));
    const rule = item.type === 'show' ? met : undefined;
    enable(item.part, item.type === 'hide' ? !met : item.type !== 'show' || !!met);
    if (item.name) item.name.textContent = rule?.label || item.label;
    const blank = item.choices?.find(([, value]) => value === '') ?? ['', ''];
    const offered = rule?.choices?.length ? [blank, ...rule.choices.filter(([, value]) => value !== '')] : item.choices;
    if (!item.select || offered === item.offered || JSON.stringify(offered) === JSON.stringify(item.offered)) return;
    choose(item.select, offered);
    item.offered = offered;
  };

  // Each form of a page names this script, and is prepared once.
  document.querySelectorAll('form.mktoForm:not([data-ready])').forEach(form => {
    form.dataset.ready = '';
    const items = [...form.querySelectorAll('[data-visibility]')].map(prepare);
    // What one field shows may decide on the next one, and no chain is longer than there are parts.
    const update = () => items.forEach(() => items.forEach(item => apply(form, item)));
    form.addEventListener('input', update);
    form.addEventListener('change', update);
    update();
  });
})();
