import { FAILSAFE_SCHEMA, load } from 'js-yaml';

/** Reads YAML, and throws on what is none. In the failsafe schema every scalar is a string: a date stays as written. */
export const parse = (source: string): unknown => load(source, { schema: FAILSAFE_SCHEMA });
