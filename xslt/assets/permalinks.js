/* A click on the sign of a paragraph or heading goes there, and takes its address along for pasting elsewhere. */
(() => {
  'use strict';
  const words = document.getElementById('page:cards')?.dataset;
  const article = document.querySelector('article');
  if (!words || !article) return;

  let said = null;
  let timer = 0;
  const say = () => {
    if (!said) {
      said = document.createElement('div');
      said.className = 'said';
      said.setAttribute('role', 'status');
      said.lang = document.getElementById('page:cards').lang;
      document.querySelector('main').append(said);
    }
    said.textContent = '';
    clearTimeout(timer);
    setTimeout(() => { said.textContent = words.copied; }, 30);
    timer = setTimeout(() => { said.textContent = ''; }, 2500);
  };

  article.addEventListener('click', async event => {
    const link = event.target instanceof Element ? event.target.closest('a.permalink') : null;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    try {
      await navigator.clipboard.writeText(link.href);
      say();
    } catch { /* where nothing may be copied, the address stands in the browser's bar */ }
  });
})();
