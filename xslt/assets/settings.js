/* What a reader has chosen (light, size of letters, what is marked in the text, which reading), obeyed before the page is
   shown and remembered. The style sheet knows it by data attributes of the root. */
(() => {
  'use strict';
  const root = document.documentElement;
  const KEY = 'matbaa';
  const CHOICES = {theme: 'auto', size: 'normal', reading: 'corrected'};
  const LISTS = {mark: 'off', comfort: 'without'};

  let chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem(KEY)) || {};
  } catch { /* nothing is remembered where storage is forbidden */ }

  const remember = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch { /* as above */ }
  };

  const list = name => Array.isArray(chosen[name]) ? chosen[name] : [];

  const obey = () => {
    for (const [name, usual] of Object.entries(CHOICES)) {
      const value = chosen[name];
      if (typeof value === 'string' && value !== usual) root.dataset[name] = value;
      else delete root.dataset[name];
    }
    for (const name of Object.values(LISTS)) {
      if (list(name).length) root.dataset[name] = list(name).join(' ');
      else delete root.dataset[name];
    }
    document.dispatchEvent(new CustomEvent('matbaa:settings'));
  };

  root.dataset.script = '';
  obey();

  const change = input => {
    if (input.type === 'radio') chosen[input.name] = input.value;
    else {
      const name = LISTS[input.name];
      const rest = list(name).filter(value => value !== input.value);
      chosen[name] = input.checked ? rest : [...rest, input.value];
    }
    obey();
    remember();
  };

  /* Takes away what the text has nothing of: what is marked by a class, and whole groups. */
  const prune = (panel, article) => {
    const has = selector => article.querySelector(selector) !== null;
    const marks = {
      persons: '.persName, .rs.t-person, a.persons', places: '.placeName, .geogName, .settlement, .country, .region, .district, .rs.t-place, a.places',
      orgs: '.orgName, .rs.t-org, a.orgs', events: '.eventName, .t-event, a.events', documents: '.objectName, .t-document, a.documents',
      citations: '.bibl a, a.works', dates: '.date', corrections: '.choice, .supplied, .surplus, .app, .unclear',
    };
    for (const [kind, selector] of Object.entries(marks)) {
      if (!has(selector)) panel.querySelector(`.kinds .${kind}`)?.remove();
    }
    if (!panel.querySelector('.kinds input')) panel.querySelector('.kinds')?.remove();
    if (!has('.choice, .supplied, .surplus')) panel.querySelector('fieldset.reading')?.remove();
    if (!document.getElementById('page:notes')) panel.querySelector('label.margin')?.remove();
  };

  document.addEventListener('DOMContentLoaded', () => {
    const details = document.querySelector('details.settings');
    const article = document.querySelector('article');
    if (!details) return;
    details.addEventListener('toggle', () => {
      if (article && !details.dataset.pruned) prune(details, article);
      details.dataset.pruned = '';
    });
    for (const input of details.querySelectorAll('input')) {
      input.checked = input.type === 'radio'
        ? input.value === (chosen[input.name] || CHOICES[input.name])
        : !list(LISTS[input.name]).includes(input.value);
    }
    details.addEventListener('change', event => change(event.target));
    document.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !details.open) return;
      const inside = details.contains(document.activeElement);
      details.open = false;
      if (inside) details.querySelector('summary').focus();
    });
    document.addEventListener('pointerdown', event => {
      if (details.open && !details.contains(event.target)) details.open = false;
    });
  });

  /* another window of the same site */
  window.addEventListener('storage', event => {
    if (event.key !== KEY) return;
    try {
      chosen = JSON.parse(event.newValue) || {};
      obey();
    } catch { /* not ours */ }
  });
})();
