/**
 * A pattern of GitHub's filters as a regular expression: `*` and `?` stop at a slash, `**` does not, `[…]`, `+` follow
 * the filter pattern cheat sheet of "Workflow syntax". Matches whole texts.
 */
export function globPattern(glob: string): RegExp {
  let source = '';
  for (let at = 0; at < glob.length; at += 1) {
    const letter = glob[at] ?? '';
    if (glob.startsWith('**/', at) && (at === 0 || glob[at - 1] === '/')) {
      source += '(?:.*/)?';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (letter === '*') source += '[^/]*';
    else if (letter === '?' || letter === '+') source += letter;
    else if (letter === '[') {
      const end = glob.indexOf(']', at);
      source += end === -1 ? '\\[' : glob.slice(at, end + 1);
      if (end !== -1) at = end;
    } else source += letter.replace(/[.^$(){}|\\]/g, '\\$&');
  }
  return new RegExp(`^${source}$`);
}

/** Whether any text passes an ordered list of patterns, in which `!` takes back what was let through. */
export function passesFilter(patterns: readonly string[], texts: readonly string[]): boolean {
  return texts.some((text) => {
    let passes = false;
    for (const pattern of patterns) {
      if (pattern.startsWith('!')) passes &&= !globPattern(pattern.slice(1)).test(text);
      else passes ||= globPattern(pattern).test(text);
    }
    return passes;
  });
}
