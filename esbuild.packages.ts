// The packages in the bundles: their licenses and the bill of materials. See esbuild.config.js.
import fs from 'node:fs';
import path from 'node:path';

/** A package as its package.json and package-lock.json name it. `license`: an SPDX expression. */
type Package = { readonly name: string; readonly version: string; readonly license: string };

const readJson = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8'));

type Metafile = { readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>> };

/** Returns the folders of the bundled packages, relative to the root and sorted. */
export function bundledFolders(metafiles: readonly Metafile[]): readonly string[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  const folders = inputs.flatMap(input => /^(?:.*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  // A plugin may name a file by its absolute path.
  return [...new Set(folders.map(folder => path.relative('.', folder)))].sort();
}

/** Copyright notices of MIT packages that are published without a license file. */
const MISSING_NOTICES: Readonly<Record<string, string>> = {
  'yoga-layout': 'Copyright (c) Meta Platforms, Inc. and affiliates.',
};

/** Not the lines of a license that begin with the word. */
const isNotice = (line: string): boolean => /^\s*copyright (?:\(c\)|©|\d)/i.test(line);

/** The name, copyright notices and license text of a package in node_modules. Fails without a license. */
function licenseOf(folder: string): { readonly head: string; readonly text: string } {
  const { name, version, license }: Package = readJson(path.join(folder, 'package.json'));
  const file = fs.readdirSync(folder).find(entry => /^(licen[cs]e|copying)/i.test(entry));
  const notice = license === 'MIT' ? MISSING_NOTICES[name] : undefined;
  if (file === undefined && notice === undefined) throw new Error(`${name} is bundled, but has no license`);
  const content = file
    ? fs.readFileSync(path.join(folder, file), 'utf8')
    : fs.readFileSync('LICENSE', 'utf8').replace(/^Copyright .*$/m, notice ?? '');
  const lines = content.replaceAll('\r\n', '\n').split('\n');
  const text = lines.filter(line => !isNotice(line)).join('\n');
  const head = [`${name} ${version} (${license})`, ...lines.filter(isNotice).map(line => line.trim())].join('\n');
  return { head, text: text.replace(/^\s*(?:The )?MIT License(?: \(MIT\))?\s*$/im, '').trim() };
}

/** Returns the license texts, each with the packages under it. Texts that differ in blanks and quotes alone are one. */
export function licensesText(folders: readonly string[]): string {
  const licenses = new Map<string, { readonly text: string; readonly heads: Set<string> }>();
  for (const folder of folders) {
    const { head, text } = licenseOf(folder);
    const key = text.replace(/\s+/g, ' ').replaceAll('\u201c', '"').replaceAll('\u201d', '"');
    // A set, because a package may be in two folders.
    const { heads = new Set<string>() } = licenses.get(key) ?? {};
    licenses.set(key, { text, heads: heads.add(head) });
  }
  const sections = [...licenses.values()].map(({ text, heads }) => `${[...heads].join('\n\n')}\n\n${text}\n`);
  return sections.join(`\n${'='.repeat(80)}\n\n`);
}

/**
 * Returns the bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): name, version and license of each
 * bundled package, from package-lock.json. A registry never changes a version, so no hashes are needed. It has no time and no
 * serial number, so that each build makes the same.
 */
export function billOfMaterials(folders: readonly string[]): string {
  const { packages } = readJson('package-lock.json');
  const { name, version, license }: Package = readJson('package.json');
  const components = folders.map(folder => {
    const { version, license } = packages[folder.replaceAll(path.sep, '/')];
    const name = folder.replace(/.*node_modules[/\\]/, '').replaceAll(path.sep, '/');
    return { type: 'library', ...described({ name, version, license }) };
  });
  const distinct = new Map(components.map(component => [component.purl, component]));
  return `${JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', ...described({ name, version, license }) } },
    components: [...distinct.values()],
  })}\n`;
}

const described = ({ name, version, license }: Package) => ({
  name,
  version,
  licenses: [license.includes(' ') ? { expression: license } : { license: { id: license } }],
  // The scope of a name begins with `@` (https://github.com/package-url/purl-spec).
  purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
});
