import { expect, test } from 'vitest';
import { type ExternalActions, runRequest } from '../../../src/app/services/run-request.ts';
import type { EffectRequest } from '../../../src/app/state/types.ts';
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

async function perform(request: EffectRequest, problem: string | null) {
  const { external, log } = createActions(problem);
  const options = { hasLinks: false, paint: textOf };
  const suspend = async (during: () => Promise<void>): Promise<void> => {
    log.push('suspend');
    await during();
    log.push('resume');
  };
  return { message: await runRequest(request, external, options, suspend), log };
}

const suspended = (...done: readonly string[]): readonly string[] => ['suspend', ...done, 'resume'];

test.each<[EffectRequest, readonly string[], string | null]>([
  [{ kind: 'copy-post', content: 'a\u001b' }, ['copy a^['], 'copied the post'],
  [{ kind: 'copy-command', command: 'ls' }, ['copy haiku-posts ls'], 'copied: haiku-posts ls'],
  [{ kind: 'open', address: 'https://a.b' }, ['open https://a.b'], 'opened https://a.b'],
  [{ kind: 'edit', entry: { slug: 'a', path: 'a.md' }, line: 7 }, suspended('edit a.md at 7'), null],
  [
    { kind: 'page', slug: 'a', content: 'one two three four five\n', columns: 20 },
    suspended('page "$ cat post/a.md\\none two three\\nfour five\\n"'),
    null,
  ],
  [{ kind: 'suspend' }, suspended('stop'), null],
])('%j does %j', async (request, log, message) => {
  expect(await perform(request, null)).toEqual({ log, message });
});

test.each<[EffectRequest]>([
  [{ kind: 'copy-post', content: 'a' }],
  [{ kind: 'copy-command', command: 'ls' }],
  [{ kind: 'open', address: 'https://a.b' }],
  [{ kind: 'edit', entry: { slug: 'a', path: 'a.md' }, line: 7 }],
  [{ kind: 'page', slug: 'a', content: 'x\n', columns: 20 }],
])('%j returns the problem', async request => {
  expect((await perform(request, 'no such thing')).message).toBe('no such thing');
});
