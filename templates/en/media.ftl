# Files that people send and that are not kept. Each stands alone, some seconds after the file came.

# $most: the most megabytes that we keep of such a file.
media-too-big = That is too big for us: we can keep up to { $most } MB. Please send a smaller one, or type it here.
media-not-what-it-says = We could not keep that file: inside it is something else than its name says. Please send a photo or a PDF instead.
media-kind-not-taken = We cannot open that kind of file. Please send a photo or a PDF, or type it here.
media-infected = We did not keep that file: our virus check stopped it. Please have your phone or computer checked, and send a photo instead, or type it here.
media-gone = What you sent did not reach us whole. Please send it once more.
media-unchecked = We cannot check photos and files for viruses just now, so we have not kept what you sent. Please type it here, or send it again in an hour.

# A vendor has sent a photo of what he handed over.
media-proof-kept = 📷 Thank you. The photo goes with order { $number }.
