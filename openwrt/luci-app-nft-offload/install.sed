# What the recipe takes out of ucode files on installation: comment lines, indentation and blank lines. They mean nothing to the
# router and are two fifths of the text. `npm run check` refuses what this would change the meaning of (tools/ucode/filter.ts).
/^[[:blank:]]*\/\*.*\*\/$/d
/^[[:blank:]]*\/\*/,/\*\/$/d
/^[[:blank:]]*\/\//d
s/^[[:blank:]]*//
/^$/d
