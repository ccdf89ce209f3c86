/* Lead to the browser's own language; the page's links lead there without this. */
(function () {
  "use strict";
  var wanted = (navigator.languages || [navigator.language]).map(function (one) { return one.slice(0, 2); });
  var links = Array.prototype.slice.call(document.querySelectorAll("a[hreflang]"));
  var best = wanted.reduce(function (found, one) {
    return found || links.filter(function (link) { return link.hreflang === one; })[0];
  }, null) || links[0];
  if (best) {
    location.replace(best.href);
  }
})();
