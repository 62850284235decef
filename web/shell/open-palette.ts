/** Opens the palette, wherever the wish comes from; set by the one that shows it. */
export const onOpenPalette: { current: () => void } = { current: () => undefined }
