// src/sigstore/instance-settings.ts
const INSTANCE_CHOICES = [
	"auto",
	"public-good",
	"github",
	"custom"
];
export { INSTANCE_CHOICES as t };
