// src/cli/command.ts
const EXIT = {
	yes: 0,
	no: 1,
	unknown: 2
};
export { EXIT as t };
