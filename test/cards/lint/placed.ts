import { z } from 'zod'

/** Where an element stands: what all of them may have. */
export const placed = {
  id: z.string().min(1).optional(),
  spacing: z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding']).optional(),
  separator: z.boolean().optional(),
}
