// The plainest page that Framework builds, without what it would fetch from other hosts.
export default {
  title: "Anchor",
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  footer: "",
};
