/** 10 MB: what a device takes as a photograph, and what a server takes of it. One number, so that neither takes what the other refuses. */
export const mostPhotoBytes = 10_000_000
