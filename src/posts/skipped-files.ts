/** Folders of installed and generated files. */
const BUILD_FOLDERS = new Set(['node_modules', 'vendor', '_site', '__pycache__', 'site-packages']);

/** Texts for programs, and licenses, which are not posts. */
const NO_POST =
  /^(?:(?:robots|humans|ads|security|llms(?:-full)?|(?:.*-)?requirements.*|CMakeLists)\.txt|LICEN[CS]E.*|COPYING(?:\..*)?)$/s;

/** Whether a file or folder is hidden. Walks skip it. */
export const isHidden = (name: string): boolean => name.startsWith('.');

export const isSkippedFolder = (name: string): boolean => isHidden(name) || BUILD_FOLDERS.has(name);

export const isSkippedFile = (name: string): boolean => isHidden(name) || NO_POST.test(name);

/** Endings of texts that the program cannot read. */
const TEXTS = new Set(
  'html htm xhtml asc asciidoc tex latex rtf doc docx odt epub pdf textile wiki mediawiki creole pod typ ipynb xml'.split(
    ' ',
  ),
);

const MAX_ENDINGS = 3;

/** Counts the files of a folder that are no posts. */
export type UnreadCount = {
  readonly add: (path: string, isPost: boolean) => void;
  /**
   * Returns a message with the number of unread files for each ending. It counts only texts, or all files if there are no
   * posts. Null if there are none.
   *
   *   '12 files of .html and 1 of .tex are not read'
   */
  readonly text: () => string | null;
};

export function createUnreadCount(): UnreadCount {
  /** By ending, in small letters and without the dot. */
  const counts = new Map<string, number>();
  let hasPosts = false;
  return {
    add: (path, isPost) => {
      hasPosts ||= isPost;
      if (isPost) return;
      const ending = /\.([^./]{1,12})$/.exec(path)?.[1]?.toLowerCase() ?? '';
      counts.set(ending, (counts.get(ending) ?? 0) + 1);
    },
    text: () => unreadText(counts, hasPosts),
  };
}

function unreadText(counts: ReadonlyMap<string, number>, hasPosts: boolean): string | null {
  const unread = [...counts]
    .filter(([ending]) => !hasPosts || TEXTS.has(ending))
    .sort(([, some], [, others]) => others - some);
  const named = unread.slice(0, MAX_ENDINGS).map(([ending, count], at) => {
    const files = at > 0 ? '' : count === 1 ? ' file' : ' files';
    return `${count}${files} ${ending === '' ? 'without an ending' : `of .${ending}`}`;
  });
  const others = unread.slice(MAX_ENDINGS).reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) named.push(`${others} of other endings`);
  const last = named.pop();
  if (last === undefined) return null;
  const isOne = unread.length === 1 && unread[0]?.[1] === 1;
  return `${[named.join(', '), last].filter(Boolean).join(' and ')} ${isOne ? 'is' : 'are'} not read`;
}
