/* An address of the site that this is a copy of (/trends?series=...) leads to the page that shows the same. */
(function () {
  "use strict";
  var known = JSON.parse(document.getElementById("known-pages").textContent);
  var path = location.pathname;
  if (known.base && path.indexOf(known.base) === 0) {
    path = path.slice(known.base.length);
  }
  var names = known.pages[path === "" ? "/" : path];
  if (!names) {
    return;
  }
  var query = new URLSearchParams(location.search);
  var asked = query.getAll("region").concat(query.getAll("series"));
  var name = asked.filter(function (one) { return names[one]; })[0] || "";
  var language = query.get("lang");
  if (known.languages.indexOf(language) < 0) {
    language = (navigator.language || "").slice(0, 2);
  }
  if (known.languages.indexOf(language) < 0) {
    language = known.languages[0];
  }
  var place = document.createElement("a");
  place.href = language + "/" + names[name];
  location.replace(place.href + location.hash);
})();
