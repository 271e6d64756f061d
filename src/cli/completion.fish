# fish completion for haiku-posts, for fish 3.1 and newer
# haiku-posts completion fish | source

function __haiku_posts
    set -l words (commandline -opc)
    set -e words[1]
    set -l typed
    # A quote may be open.
    for quote in '' \' \"
        set typed (string unescape -- (commandline -ct)$quote); and break
    end
    set -l found (command haiku-posts __complete $words "$typed" 2>/dev/null)
    set -l option (string match -r '^--[^=]*=' -- $typed)
    set -l path (string replace -r '^--[^=]*=' '' -- "$typed")
    switch "$found[1]"
        case folders
            printf "$option%s\n" (__fish_complete_directories "$path")
        case files
            printf "$option%s\n" (__fish_complete_path "$path")
        case '*'
            set -e found[1]
            printf '%s\n' $found
    end
end

complete -c haiku-posts -f -a '(__haiku_posts)'
