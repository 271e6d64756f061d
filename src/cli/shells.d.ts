// The build bundles shell scripts as text.
declare module '*.bash';
declare module '*.zsh';
declare module '*.fish';
