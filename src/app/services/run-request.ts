import { postDocument } from '../../layout/document.ts';
import { sanitize } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';
import type { EffectRequest } from '../state/types.ts';
import type { ExternalActions, Suspend } from './types.ts';

/** Carries out a request. Returns a message, or null if the effect is visible. `hasLinks`, `paint`: for the pager. */
export async function runRequest(
  request: EffectRequest,
  external: ExternalActions,
  { hasLinks, paint }: { readonly hasLinks: boolean; readonly paint: Paint },
  suspend: Suspend,
): Promise<string | null> {
  const whileSuspended = async (during: () => Promise<string | null>): Promise<string | null> => {
    let message: string | null = null;
    await suspend(async () => {
      message = await during();
    });
    return message;
  };
  switch (request.kind) {
    case 'copy-command': {
      const line = sanitize(external.shellLine(request.command), 'name');
      return external.copy(line) ?? `copied: ${line}`;
    }
    case 'copy-post':
      return external.copy(sanitize(request.content, 'code')) ?? 'copied the post';
    case 'open':
      return (await external.open(request.address)) ?? `opened ${request.address}`;
    case 'edit':
      return whileSuspended(() => external.edit(request.entry.path, request.line));
    case 'page': {
      const document = await postDocument(request.slug, request.content, hasLinks);
      const lines = document.flatMap(chunk => chunk.layout({ columns: request.columns, sideways: null }));
      return whileSuspended(() => external.page(lines.map(({ spans }) => `${paint(spans)}\n`).join('')));
    }
    case 'suspend':
      return whileSuspended(() => external.stop().then(() => null));
  }
}
