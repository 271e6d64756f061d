import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Parsed } from './fields.ts';

/**
 * Parses YAML. In the failsafe schema every scalar is a string, so a date stays as written. The last of two values of a key
 * counts, as in Jekyll and in Hugo of old.
 */
export function parse(source: string): Parsed {
  try {
    return { data: load(source, { schema: FAILSAFE_SCHEMA, json: true }) };
  } catch (error) {
    const { reason = String(error), mark } = error instanceof YAMLException ? error : {};
    return { problem: { line: mark?.line ?? 0, reason } };
  }
}
