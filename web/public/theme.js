// Runs before anything is drawn, so that a chosen theme does not flash in the other one first.
;(() => {
  const chosen = localStorage.getItem('zhangfa.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
})()
