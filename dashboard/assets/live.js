/* Links and the form of years change the chart in place; without this script they load the page anew. */
(function () {
  "use strict";

  /* What had the focus gets it again once the new list stands; a chip that is gone hands it to the list. */
  function refocusAfterChange() {
    var name = document.activeElement && document.activeElement.getAttribute("data-focus");
    if (!name) {
      return;
    }
    var watch = new MutationObserver(function () {
      var again = document.querySelector('[data-focus="' + name + '"]');
      if (again !== document.activeElement) {
        watch.disconnect();
        (again || document.querySelector("#all-series > summary")).focus({ preventScroll: true });
      }
    });
    watch.observe(document.getElementById("page"), { childList: true, subtree: true });
    setTimeout(function () { watch.disconnect(); }, 5000);
  }

  function go(address) {
    refocusAfterChange();
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function isLive() {
    return document.documentElement.classList.contains("interactive");
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-live]") : null;
    if (!link || !isLive() || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    go(link.href);
  });

  function showYears(form) {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (value) {
        query.append(name, value);
      }
    });
    var order = ["series", "from", "to", "recorded", "published", "events", "lang"];
    var pairs = Array.from(query).sort(function (one, other) { return order.indexOf(one[0]) - order.indexOf(other[0]); });
    go(form.getAttribute("action") + "?" + new URLSearchParams(pairs));
  }

  document.addEventListener("submit", function (event) {
    if (isLive() && event.target.matches("form[data-live]")) {
      event.preventDefault();
      event.stopPropagation();
      showYears(event.target);
    }
  }, true);

  /* A click on a mark of the interactive chart leads to its source, as on the first picture. */
  function listen(plot) {
    if (plot.on && !plot.dataset.leads) {
      plot.dataset.leads = "yes";
      plot.on("plotly_click", function (event) {
        var address = event.points[0].customdata;
        if (address) {
          window.location.href = address;
        }
      });
    }
  }
  new MutationObserver(function () {
    document.querySelectorAll(".js-plotly-plot").forEach(listen);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
