#ifndef REVSHARE_CLIBXML2_SHIM_H
#define REVSHARE_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>

/* Debian's libxml2 shows ICU's headers, whose declarations collide with those of Foundation's own ICU.
   Nothing that is used here depends on them. */
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

/* xmlFree is a mutable global, which Swift 6 does not let through. */
static inline void revshare_xml_free(xmlChar *memory) { xmlFree(memory); }

#endif
