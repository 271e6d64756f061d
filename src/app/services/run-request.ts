import { postDocument } from '../../layout/document.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';
import type { EffectRequest } from '../state/state.ts';
import type { ExternalActions, Suspend } from './types.ts';

/** How a post is handed to a pager. */
type Manner = { readonly hasLinks: boolean; readonly paint: Paint };

/** Does an errand: what the reader is told of it, or null where it shows. */
export async function runRequest(
  errand: EffectRequest,
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
  switch (errand.kind) {
    case 'copy-command': {
      const line = sanitize(outside.shellLine(errand.command), 'name');
      return outside.copy(line) ?? `copied: ${line}`;
    }
    case 'copy-post':
      return outside.copy(sanitize(errand.content, 'code')) ?? 'copied the post';
    case 'open':
      return (await outside.open(errand.address)) ?? `opened ${errand.address}`;
    case 'edit':
      return suspended(() => outside.edit(errand.entry.path, errand.line));
    case 'page': {
      const page = await postDocument(errand.slug, errand.content, hasLinks);
      const lines = page.flatMap(stretch => stretch.layout({ columns: errand.columns, sideways: null }));
      return suspended(() => outside.page(lines.map(({ spans }) => `${paint(spans)}\n`).join('')));
    }
    case 'suspend':
      return suspended(async () => {
        await outside.stop();
        return null;
      });
  }
}
