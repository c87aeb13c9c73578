/** Who may do what, asked of every operation of the API document: the matrices of security.md 29 to 32. */
package app.atelier.access;
