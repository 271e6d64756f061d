/**
 * A function of bash and zsh that prints how a post's name goes on from what was typed, one line of its haiku further,
 * and asks with the options that follow:
 *
 *   _haiku_posts_ls post/a-sh      post/a-shell-i-once-loved-/
 *   _haiku_posts_ls a-sh           post/a-shell-i-once-loved-/
 *   _haiku_posts_ls po             post/
 */
export const listPosts = `_haiku_posts_ls() {
  local typed=$1 slashes=\${1//[!\\/]/} lines
  shift
  case post in "$typed"*) echo post/; return ;; esac
  lines=$((\${#slashes} + 1))
  case $typed in post/*|posts/*) ;; *) lines=$((lines + 1)) ;; esac
  command haiku-posts "$@" --color never ls -- "$typed" 2>/dev/null |
    LC_ALL=C sed "s|^\\(\\([^/]*/\\)\\{$lines\\}\\).*|\\1|" | uniq
}`;
