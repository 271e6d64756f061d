/** How a program is called. Another package may have a name of its own. */
export type ProgramName = {
  /** The name of the command: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  /** One line that the help shows below the name. */
  readonly about: string;
};

/**
 * Puts the name of the program into a text about `haiku-posts`, and into names of variables and functions.
 *
 *   named('eval "$(haiku-posts completion bash)"', 'my-blog') → eval "$(my-blog completion bash)"
 *   named('$HAIKU_POSTS_DIR', 'my-blog') → $MY_BLOG_DIR
 */
export function named(text: string, name: string): string {
  const identifier = name.replace(/\W/g, '_');
  const names = { 'haiku-posts': name, haiku_posts: identifier, HAIKU_POSTS: identifier.toUpperCase() };
  return text.replace(/haiku[-_]posts|HAIKU_POSTS/g, found => names[found as keyof typeof names]);
}
