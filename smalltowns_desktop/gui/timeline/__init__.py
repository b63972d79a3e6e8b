"""The programme on a grid: rows down, hours across. `layout`, `marks` and `moves` are pure; the rest is Qt."""
