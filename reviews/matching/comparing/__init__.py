"""Compares two statements slot by slot: do they agree, differ in wording, contradict, or neither?"""
