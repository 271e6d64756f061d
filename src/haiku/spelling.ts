/** Elements of compounds whose final e is silent: `homepage`, `lifetime`, `somewhere`. */
const SILENT_E =
  /^(?:under|over|any|every|out)?(?:awe|base|bare|bike|bone|bride|cake|care|case|cave|code|cone|date|dove|drive|eye|face|fare|fate|file|fire|five|fore|force|frame|fuse|game|gate|gale|gentle|grape|grave|guide|hate|hide|hive|home|hope|horse|house|ice|juke|knife|lake|lame|life|like|line|live|lone|love|made|make|male|mate|mole|mouse|more|name|nine|none|nose|note|noise|nurse|one|pace|page|peace|pine|pipe|place|plate|pole|pure|race|rare|rope|rose|safe|sale|scope|score|shape|share|shake|shore|side|site|size|smoke|snake|some|space|spare|spoke|stage|stake|state|stone|store|stove|tale|take|tape|these|time|tire|tone|trade|tube|type|use|vice|voice|wake|ware|waste|wave|were|where|there|here|while|white|whole|whore|wide|wife|wine|wire|wise|woke)(?=[bcdfghjklmnpqrtvwz]..|s[^\W_aeiouyt]..|s[aeiouy]..|st..)(?!ning$|red$)/;

/** Spellings that are rewritten before the vowels are counted, in this order. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/^mc(?=[^aeiouy])/, 'mac'],
  [/ever(?=y[^s])/, 'ev'],
  [/ically$/, 'icly'],
  [/qu/g, 'kw'],
  [/eye/g, 'y'],
  [/gu(?=[aei])/g, 'g'],
  // The silent e before a suffix: `lonely`, `hopeless`, `movement`.
  [/(?<=[aeiouy](?:[^aeiouylr]|[lr]|th|[nr][cgst]|st|dg))e(?=ly$|less|ful|ments?$|ness|some|ty$)/, ''],
  // The silent e at the end, but not that of `table` and `acre`.
  [/(?<=[aeiouy][lr]|[^aeiouylr]|ll|rr|rl)e$/, ''],
  [/(?<=[aeiouy][lry]|[^aeiouylrtd]|ll|rr|rl)ed$/, 'd'],
  [/(?<=[aeiouy][lr]|[^aeiouylrcszxgh]|ll|rr|rl|[gtp]h)es$/, 's'],
  // `nation`, `special`, `anxious`, `region`, `patient`, `million`, `union`, `senior`.
  [/(?<=[tcxg]|ss|[lnraeiou]s)i(?=on|al|ous|en[tc])|(?<=[tcx]|ss|[lnraeiou]s)i(?=an(?!c)|as?$)/g, ''],
  [/(?<=[aeiouy]l+)i(?=on|ar|am)|(?<=n)i(?=on|or|us)|(?<=v)i(?=or)/g, ''],
  [/eou|eau|ieu/g, 'o'],
];

/** Two vowels that are spoken apart although they are neighbors. */
const APART =
  /i[aou]|(?<=^(?!fr)[^aeiouy]{1,3})ie(?=[nt])|[^aeiouyf]ie(?=n[ct]|ty)(?<=[aeiouy].*)|(?<=[aeiouy].*[^aeiouy])ie(?=rs?$|st$)|yi|[aeou]ing|(?<![gp])eo|ge(?=o[gml])|(?<!e)ao|u[ao]|u(?=e[nl][tc]|el)|u(?=in|id|ity|is[th])|o(?=e[mt])|oa(?=s[ie]|$)|[aeiou]y(?=[aeiou])|(?<=^[^aeiouy]{1,2})ya|^re(?=act|ali|ap[pr]|as[sk]|e[nmls]|i[mntv]|o|u)|^coo(?=[rp]e?r?a)|cre(?=at(?!u))|the(?=at|or)|eu[ms]|ei(?=ng|ty|st)|(?<=[aeiouy].*[aeiouyrndw])ea(?=s?$|ns?$)|ii/g;

/** A syllable without a vowel: `rhythm`, `prism`, `mustn't`, `boss's`, `it'll`. */
const SYLLABIC = /(?:[sa]s|is|th)ms?$|[std]n't|(?:[sxz]|[cs]h)'s$|[td]'(?:ll|d|ve|re)$/;

/** Counts the syllables of a lower-case word by its spelling alone: `lonely` → 2, `mountain` → 2, `radio` → 3. */
export function countBySpelling(word: string): number {
  let text = word.replace(/[^a-z]/g, '').replace(SILENT_E, compound => compound.slice(0, -1));
  for (const [pattern, replacement] of REWRITES) text = text.replace(pattern, replacement);
  const groups = text.match(/[aeiouy]+/g)?.length ?? 0;
  const apart = text.match(APART)?.length ?? 0;
  return Math.max(1, groups + apart + (SYLLABIC.test(word) ? 1 : 0));
}
