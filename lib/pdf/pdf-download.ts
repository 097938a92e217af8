/** An answer that downloads a PDF, which nobody between us and the browser keeps. @param name the file's, in ASCII */
export const pdfDownload = (bytes: Uint8Array, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
