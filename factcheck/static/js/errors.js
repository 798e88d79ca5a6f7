// A form that came back with errors: whoever listens or tabs begins at the list of what is wrong.
if (!document.querySelector("[autofocus]")) document.querySelector("[data-form-errors]")?.focus();
