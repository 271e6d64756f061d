// Shell scripts, which the build bundles as text.
declare module '*.bash';
declare module '*.zsh';
declare module '*.fish';
