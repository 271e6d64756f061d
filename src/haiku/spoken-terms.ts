/** Abbreviations, units and names of programs that are not read as they are spelled, in the form of `EXCEPTIONS`. */
export const SPOKEN_TERMS = `
1 apt args awk cors crud dom dos ftw gif git gnome gnu grep jit lan lisp mac mc nan nat paas pin pip raid ram rest rom
1 rust saas sass sed sim soap vim vue wan
1-2 fsck
1-3 faq gb mb sha tb
1-4 ms
2 ac ai ajax aka ascii async basic bios cad chmod chown ci cname cobol cron dev eg emacs env eu ghz gui iaas id ids ie
2 imap ip ipad jpeg js json khz ldap linux lua mhz mkfs mrs nasa nato nosql oauth os owasp pico posix prof redis regex
2 repo rsync scsi strace sudo svelte tmux toml ui uk unix usr ux vi vlan vs wasm webp wiki xterm yaml
2-3 kg latex sql sqlite zsh
2-4 asap etc km stderr stdin stdout
3 aaa abi api aws ceo cia cli cpu crontab cto cve diy dna dns eof eol eur fbi fyi gid gpu ide ios iot ipv iso kafka kb
3 macos mkdir nginx orm pid postgres rsa ssa systemd tls udp uid uri url usa usb usd utc utf vhs vip vps wifi
3-4 ioctl kubectl mysql
4 cm ebpf ieee imho kubernetes mm postgresql
5 https
`;
