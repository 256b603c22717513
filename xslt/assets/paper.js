/* The running head of printed pages: author and title, which a style sheet cannot take from the page by itself. */
(() => {
  'use strict';
  document.addEventListener('DOMContentLoaded', () => {
    const words = document.title.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&');
    document.documentElement.style.setProperty('--running-head', `"${words}"`);
  });
})();
