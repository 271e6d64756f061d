import { parseHaiku } from '../posts/slug.ts';
import type { Command } from './command.ts';
import { haikuProblem, NO_FOLDER, NOT_A_HAIKU, to } from './new.ts';
import { fail } from './output.ts';

export const importPosts: Command = {
  name: 'import',
  operands: '<file>...',
  summary: 'copy posts, or folders of posts, each named by a haiku in it; - reads stdin',
  details:
    "A post with a haiku of its own is named by it, another by the best haiku in its sentences that is not taken yet. If there is only one file, a terminal asks which of the best three. A message says when the best one is only a fragment. Without a haiku a post keeps its path, a message says so, and the exit status is 1. A date or title that only the old path has becomes a folder above the haiku: 2021-03-04-my-tea/…. The bytes of a post are not changed. A transcript (first line '$ cat post/<slug>.md') becomes the post that it names.",
  options: {
    to,
    haiku: { value: 'HAIKU', help: 'the name of the post, if there is only one ("one / two / three")' },
    'dry-run': { help: 'list what would be written, and write nothing' },
  },
  needsNoPosts: true,
  async *run({ operands, options }, context) {
    const folder = options.to ?? context.namedFolder;
    if (!folder) return yield* fail('import', NO_FOLDER);
    const typed = options.haiku === undefined ? null : String(options.haiku);
    const haiku = typed === null ? null : parseHaiku(typed);
    if (typed !== null && haiku === null) return yield* fail('import', `--haiku: ${typed}: ${NOT_A_HAIKU}`);
    const problem = haiku && (operands.length > 1 ? 'is the name of one post' : haikuProblem(haiku));
    if (problem !== null) return yield* fail('import', `--haiku: ${problem}`);
    const { importAll } = await import('./import-posts.ts');
    return yield* importAll(operands, { to: String(folder), haiku, isDry: options['dry-run'] === true }, context);
  },
};
