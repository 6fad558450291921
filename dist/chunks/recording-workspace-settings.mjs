// src/recording/workspace-settings.ts
/** How everything of a pipeline records alike: relative to the workspace, byte for byte, with modes. */
function workspaceSettings(workspace) {
	return {
		baseDirectory: workspace,
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "within",
		modes: "record"
	};
}
export { workspaceSettings as t };
