/** Stands in for `react-devtools-core` in the bundle: Ink only asks for it when DEV is set, and we ship without it. */
export default { initialize() {}, connectToDevTools() {} };
