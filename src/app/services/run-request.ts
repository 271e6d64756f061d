import { postDocument } from '../../layout/document.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';
import type { EffectRequest } from '../state/types.ts';
import type { ExternalActions, Suspend } from './types.ts';

/** How a post is handed to a pager. */
type Manner = { readonly hasLinks: boolean; readonly paint: Paint };

/** Does an request: what the reader is told of it, or null where it shows. */
export async function runRequest(
  request: EffectRequest,
  outside: ExternalActions,
  { hasLinks, paint }: Manner,
  suspend: Suspend,
): Promise<string | null> {
  const suspended = async (during: () => Promise<string | null>): Promise<string | null> => {
    let problem: string | null = null;
    await suspend(async () => {
      problem = await during();
    });
    return problem;
  };
  switch (request.kind) {
    case 'copy-command': {
      const line = sanitize(outside.shellLine(request.command), 'name');
      return outside.copy(line) ?? `copied: ${line}`;
    }
    case 'copy-post':
      return outside.copy(sanitize(request.content, 'code')) ?? 'copied the post';
    case 'open':
      return (await outside.open(request.address)) ?? `opened ${request.address}`;
    case 'edit':
      return suspended(() => outside.edit(request.entry.path, request.line));
    case 'page': {
      const page = await postDocument(request.slug, request.content, hasLinks);
      const lines = page.flatMap(chunk => chunk.layout({ columns: request.columns, sideways: null }));
      return suspended(() => outside.page(lines.map(({ spans }) => `${paint(spans)}\n`).join('')));
    }
    case 'suspend':
      return suspended(async () => {
        await outside.stop();
        return null;
      });
  }
}
