/** A command that reads a folder of posts. */
export type Blog = {
  /** The name of the command: letters, digits and hyphens. Help, completion, variables, caches and history go by it. */
  readonly name: string;
  /** The folder of posts: an absolute path, or a URL such as `new URL('../posts', import.meta.url)`. */
  readonly posts: string | { readonly href: string };
  /** The theme, if the reader chooses none (default: `auto`). */
  readonly theme?: 'auto' | 'dark' | 'light' | 'mono' | 'amber';
  /** One line that the help shows below the name. */
  readonly about?: string;
};

/** Runs the command line of this process, and sets its exit status. Rejects a name that cannot be that of a command. */
export function run(blog: Blog): Promise<void>;
