import { FAILSAFE_SCHEMA, load } from 'js-yaml';

/** Parses YAML; throws on invalid YAML. In the failsafe schema every scalar is a string, so a date stays as written. */
export const parse = (source: string): unknown => load(source, { schema: FAILSAFE_SCHEMA });
