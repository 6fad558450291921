/** Who vouches for the identities of workflow runs on github.com. */
export declare const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
