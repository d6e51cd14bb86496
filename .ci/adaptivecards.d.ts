// The types of botframework-schema and adaptivecards-templating name the card renderer's; those lead into its TypeScript
// sources, which our compiler options refuse. Nothing of ours uses them.
export type AdaptiveCard = unknown
export type IAdaptiveCard = unknown
export type ISchemaCard = unknown
