#compdef haiku-posts
# zsh completion for haiku-posts: save as _haiku-posts in $fpath, or evaluate after compinit
# eval "$(haiku-posts completion zsh)"

_haiku_posts() {
  local -a found
  # An open quote is closed, so that (Q) reads the name as the shell would.
  local typed=$QIPREFIX$PREFIX$compstate[quote]
  found=("${(@f)$(command haiku-posts __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)typed}" 2>/dev/null)}")
  local kind=$found[1]
  shift found
  case $kind in
    folders) compset -P '--*='; _files -/ ;;
    files) compset -P '--*='; _files ;;
    posts)
      # -U replaces the typed name, which may differ from the path of the post.
      compadd -U -S '' -- ${(M)found:#*/}
      compadd -U -- ${found:#*/}
      ;;
    words)
      found=("${(@)found//:/\\:}")
      found=("${(@)found/$'\t'/:}")
      _describe completion found
      ;;
  esac
}

if [[ $funcstack[1] == _haiku-posts ]]; then
  _haiku_posts "$@"
else
  compdef _haiku_posts haiku-posts
fi
