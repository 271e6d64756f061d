import { expect, test } from 'vitest';
import { renderPost } from '../../../src/app/services/run-command.ts';
import {
  type ExternalActions,
  type ExternalRequest,
  runRequest,
} from '../../../src/app/services/run-effect-request.ts';
import { textOf } from '../../../src/text/span.ts';

/** Creates actions that log their calls and return a problem. */
function createActions(problem: string | null): { readonly external: ExternalActions; readonly log: string[] } {
  const log: string[] = [];
  const record = (call: string): string | null => {
    log.push(call);
    return problem;
  };
  const external: ExternalActions = {
    shellLine: command => `haiku-posts ${command}`,
    copy: text => record(`copy ${text}`),
    open: async address => record(`open ${address}`),
    edit: async (path, line) => record(`edit ${path} at ${line}`),
    page: async text => record(`page ${JSON.stringify(text)}`),
    stop: async () => {
      record('stop');
      return null;
    },
  };
  return { external, log };
}

async function perform(request: ExternalRequest, problem: string | null) {
  const { external, log } = createActions(problem);
  const suspend = async (during: () => Promise<void>): Promise<void> => {
    log.push('suspend');
    await during();
    log.push('resume');
  };
  return { message: await runRequest(request, external, textOf, suspend), log };
}

const content = 'one two three four five\u001b\n';
const { post } = await renderPost({ slug: 'a', path: 'a.md' }, content, false);
const about = (kind: 'copy-command' | 'copy-post' | 'edit-post' | 'page-post', line = 7): ExternalRequest => {
  if (!post) throw new Error('not a post');
  return { kind, post, line, columns: 20 };
};
const suspended = (...done: readonly string[]): readonly string[] => ['suspend', ...done, 'resume'];

test.each<[ExternalRequest, readonly string[], string | null]>([
  [about('copy-post'), ['copy one two three four five^[\n'], 'copied the post'],
  [about('copy-command'), ['copy haiku-posts cat post/a.md'], 'copied: haiku-posts cat post/a.md'],
  [{ kind: 'open', address: 'https://a.b' }, ['open https://a.b'], 'opened https://a.b'],
  [about('edit-post'), suspended('edit a.md at 7'), null],
  [about('edit-post', 0), suspended('edit a.md at 1'), null],
  [about('page-post'), suspended('page "$ cat post/a.md\\n\\none two three four\\nfive^[\\n"'), null],
  [{ kind: 'suspend' }, suspended('stop'), null],
])('request %# does $1', async (request, log, message) => {
  expect(await perform(request, null)).toEqual({ log, message });
});

test.each<[ExternalRequest]>([
  [about('copy-post')],
  [about('copy-command')],
  [about('edit-post')],
  [about('page-post')],
])('request %# returns the problem', async request => {
  expect((await perform(request, 'no such thing')).message).toBe('no such thing');
});

test('an address that no browser opens is copied', async () => {
  const { external, log } = createActions(null);
  const open = async (): Promise<string> => 'no browser found';
  const request = { kind: 'open', address: 'https://a.b' } as const;
  const run = (actions: ExternalActions) => runRequest(request, actions, textOf, async () => {});
  expect(await run({ ...external, open })).toBe('no browser found, copied: https://a.b');
  expect(log).toEqual(['copy https://a.b']);
  expect(await run({ ...external, open, copy: () => 'too long to copy' })).toBe('no browser found, too long to copy');
});
